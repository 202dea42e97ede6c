import { capability, Common, defineEvent, err, ok, type Aggregate, type RegisterView } from '@mingbai/kernel';
import { z } from 'zod';
import { choice, LongText, reference } from './words.ts';

/** Classes of personal data, each under a key of its own. Vouchers are kept for thirty years by law. */
const CLASSES = ['identity', 'health', 'hardship', 'child', 'voucher'] as const;
type ErasedClass = (typeof CLASSES)[number];
const WITHOUT_VOUCHERS = CLASSES.filter((each) => each !== 'voucher');

const fields = z.strictObject({
  person: reference('person'),
  classes: z.array(choice('retention-class', CLASSES)).min(1).max(CLASSES.length),
  /** On what ground: the person has asked for it, or the time of keeping has passed. */
  ground: LongText,
});

export const PersonErased = defineEvent('PersonErased', fields);

/** What has been erased of one person. */
const erased: Aggregate<Set<ErasedClass>> = {
  initial: () => new Set(),
  evolve: (state, { data }) => {
    for (const each of (data as z.infer<typeof fields>).classes) state.add(each); // PersonErased alone is in the stream
    return state;
  },
};

/**
 * Erases what is known of a person: the keys of the classes are destroyed, and what was sealed under them can be read
 * by nobody any more, in the log and in every copy of it. Counts and money stay. Vouchers are erased only when they are
 * named. It cannot be taken back; erasing again changes nothing.
 * @rule PRIVACY-01 deletion, and what must be kept all the same
 */
export const erasePerson = capability({
  name: 'organisation.erase-person',
  allow: ['district-officer', 'operator'],
  input: z.strictObject({ ...Common, ...fields.shape, classes: fields.shape.classes.optional() }),
  rejections: ['in-the-future'],
  of: erased,
  stream: ({ person }) => `erasure-${person}`,
  decide: ({ person, classes = WITHOUT_VOUCHERS, ground, occurredOn }, state, { today }) => {
    if (occurredOn.to > today) return err({ code: 'in-the-future', detail: { today } });
    const left = CLASSES.filter((each) => classes.includes(each) && !state.has(each));
    return ok(left.length > 0 ? [PersonErased({ person, classes: left, ground })] : []);
  },
});

/** Who was erased, what of them, when and on what ground. */
export const erasures: RegisterView = {
  name: 'erasures',
  context: 'organisation',
  allow: ['district-officer', 'auditor', 'operator'],
  fields,
  events: [PersonErased],
  effects: ({ id, data }) => [{ register: 'erasures', record: id, row: data as z.infer<typeof fields> }],
  figures: [],
  sentences: [],
  capabilities: [erasePerson],
};
