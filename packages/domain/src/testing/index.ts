export { arbitraryOf, fullOf } from './content.ts';
export { idOf, on } from './ids.ts';
export { expectEveryRejectionTried, given, happened, newIdOf } from './specification.ts';
export { ORG, Streams, TODAY, type Decision, type GivenEvent, type When } from './streams.ts';
