export { arbitraryOf, fullOf } from './content.ts';
export { registerSpecification } from './register-specification.ts';
export { idOf, on } from './ids.ts';
export { eventOf, expectEveryRejectionTried, given, happened, newIdOf } from './specification.ts';
export { ORG, Streams, TODAY, type Decision, type GivenEvent, type When } from './streams.ts';
