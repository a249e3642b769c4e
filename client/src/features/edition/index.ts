export { activateEdition } from './activation';
