import { z } from 'zod';

/** How sure the text of a rule is: A read in the rule itself, B read in a page that quotes it, M from memory. */
const Verification = z.enum(['A', 'B', 'M']);

/** A rule as data: where and when it holds, what it does to a fact that breaks it, and its figures. */
export const Rule = z.strictObject({
  id: z.string().regex(/^[A-Z]+-\d{2,3}$/),
  severity: z.enum(['block', 'needsReview', 'warn', 'info']),
  verification: Verification,
  document: z.string(),
  article: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
});
export type Rule = z.infer<typeof Rule>;

/** Rules of one jurisdiction that hold from a day on, until a later pack of that jurisdiction. */
export const RulePack = z.strictObject({
  /** `jurisdiction@version`, as the envelope stores it. */
  id: z.string(),
  jurisdiction: z.string(),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
  rules: z.array(Rule),
});
export type RulePack = z.infer<typeof RulePack>;

/** The pack of a jurisdiction that is in force on a civil day; undefined before the first one. */
export function packOn(packs: readonly RulePack[], on: string): RulePack | undefined {
  return packs.find(
    ({ effectiveFrom, effectiveTo }) => effectiveFrom <= on && (effectiveTo === null || on <= effectiveTo),
  );
}

export const ruleIn = (pack: RulePack | undefined, id: string): Rule | undefined =>
  pack?.rules.find((rule) => rule.id === id);

/** Values of a rule's list parameter; empty when the rule or the parameter is missing. */
export function listIn(rule: Rule | undefined, parameter: string): readonly string[] {
  const value = rule?.parameters[parameter];
  return Array.isArray(value) ? value : [];
}

/** Whether a part is at least the rule's fraction of a whole; undefined where there is no such rule. */
export function isEnough(rule: Rule | undefined, part: number, whole: number): boolean | undefined {
  const { numerator, denominator } = rule?.parameters ?? {};
  if (typeof numerator !== 'number' || typeof denominator !== 'number') return undefined;
  return part * denominator >= whole * numerator;
}
