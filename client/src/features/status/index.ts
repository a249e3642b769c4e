export { activateStatus } from './activation';
