export { congresses } from './congresses.ts';
