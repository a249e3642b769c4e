export { activateLintWorkspace } from './activation';
