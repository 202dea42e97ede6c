export { NATIONAL_PACKS } from './data/national.ts';
export { isEnough, listIn, packOn, Rule, ruleIn, RulePack } from './pack.ts';
