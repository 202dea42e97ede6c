export { NATIONAL_PACKS } from './data/national.ts';
export { listIn, packOn, Rule, ruleIn, RulePack } from './pack.ts';
