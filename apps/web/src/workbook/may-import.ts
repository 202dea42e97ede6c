import { REGISTERS } from '@mingbai/domain';
import type { May } from '../session/session.ts';

/** Whether a person may record in an organisation anything that comes in by a workbook. */
export const mayImport = (may: May, org: string): boolean =>
  REGISTERS.some(({ sheet }) => sheet !== undefined && may(sheet.record.name, org));
