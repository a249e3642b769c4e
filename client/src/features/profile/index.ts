export { activateProfile } from './activation';
