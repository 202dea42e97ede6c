export { deltaOf, fund, isWithdrawal, type Fund } from './fund/index.ts';
export { AUDITED } from './organisation/index.ts';
export {
  capabilityNamed,
  CAPABILITIES,
  eventDefinition,
  FIGURES,
  RATIOS,
  registerNamed,
  REGISTERS,
  registersOf,
} from './model.ts';
