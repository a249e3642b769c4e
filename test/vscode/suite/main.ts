import './diagnostics';
import './quick-fixes';
import './hover';
import './snippets';
import './surface';

export { runTests as run } from './support/runner';
