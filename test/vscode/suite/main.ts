// The order counts: only before any policy is open can be seen what starts the server, the images want
// a tidy workspace, and once the workspace has been checked closed files are reported, too.
import './activation';
import './readme-images';
import './diagnostics';
import './quick-fixes';
import './fix-all';
import './clusters';
import './cluster-profile';
import './cluster-reading';
import './hover';
import './policy-editing';
import './words';
import './snippets';
import './commands';

export { runTests as run } from './support/runner';
