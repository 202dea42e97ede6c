import { ROLES } from '@mingbai/kernel';

/** As much of a node of the syntax tree as is looked at here. */
type Place = {
  readonly node: { readonly type: string; readonly value?: unknown };
  getFunctionParent(): unknown;
};

const ROLE_NAMES: ReadonlySet<unknown> = new Set(ROLES);
const RULE = /^[A-Z]+-\d+$/;

/**
 * Words that a declaration is made of: names, units, ids of figures, lists to choose from. They are contracts, which
 * golden logs, facts and journeys hold; no rule is broken by another word. The names of roles and rules are none of
 * these: they say who may do what.
 */
function shouldIgnore(place: Place): string | undefined {
  const { type, value } = place.node;
  const isWord = type === 'StringLiteral' && !ROLE_NAMES.has(value) && !RULE.test(String(value));
  return isWord && place.getFunctionParent() === null ? 'a word of a declaration' : undefined;
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'words', value: { shouldIgnore } }];
