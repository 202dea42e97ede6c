import { Day, personal, register } from '@mingbai/kernel';
import { z } from 'zod';
import { choice, KEEPERS, reference, Text } from './words.ts';

const PERSON_KINDS = ['serving', 'retired', 'temporary', 'relative', 'pupil', 'outside'] as const;

/**
 * Persons of all kinds. A person is a random id; a staff number may match it, never a name. The name is sealed under
 * the person's own key. Recording makes a new person each time; the same command again changes nothing.
 */
export const persons = register({
  name: 'persons',
  context: 'organisation',
  noun: 'person',
  verb: 'register-person',
  events: ['PersonRegistered', 'PersonCorrected', 'PersonWithdrawn'],
  allow: KEEPERS,
  readableBy: ['district-officer', 'auditor', 'chair', 'officer', 'operator'],
  fields: z.strictObject({
    /** The person's random id; made when it is left out. */
    person: z.uuid().optional(),
    name: personal('identity'),
    staffNumber: z
      .string()
      .trim()
      .regex(/^[0-9A-Za-z-]{1,20}$/)
      .optional(),
    kind: choice('person-kind', PERSON_KINDS),
    gender: choice('gender', ['woman', 'man']).optional(),
    /** Kept apart from the member's own record: who retires within three years is due a visit. */
    retiresOn: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .optional(),
  }),
  key: ({ person }) => person ?? '',
});

/** Membership of a union from a day on; withdrawing or correcting it states why. */
export const memberships = register({
  name: 'memberships',
  context: 'organisation',
  noun: 'membership',
  verb: 'admit-member',
  events: ['MemberAdmitted', 'MembershipCorrected', 'MembershipWithdrawn'],
  allow: KEEPERS,
  fields: z.strictObject({
    person: reference('person'),
    kind: choice('membership', ['joined', 'transferred-in', 'transferred-out', 'left', 'retired']),
  }),
});

/** Who holds which post in which term; the record's span is the time in office as far as it is known. */
export const posts = register({
  name: 'posts',
  context: 'organisation',
  noun: 'post',
  verb: 'appoint',
  events: ['PostTaken', 'PostCorrected', 'PostWithdrawn'],
  allow: KEEPERS,
  fields: z.strictObject({
    person: reference('person'),
    post: choice('post', [
      'chair',
      'vice-chair',
      'committee-member',
      'women-committee-chair',
      'audit-committee-member',
      'accountant',
      'cashier',
      'group-head',
    ]),
    body: Text.optional(),
    term: z.int().min(1).max(99).optional(),
    endsOn: Day.optional(),
  }),
});
