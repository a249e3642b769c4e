export { activateRuleDocs } from './activation';
