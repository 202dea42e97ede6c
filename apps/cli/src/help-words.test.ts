import { CAPABILITIES } from '@mingbai/domain';
import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { build } from './program.ts';
import { usageText } from './usage-text.ts';

const below = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(below)];
const contexts = [...new Set(CAPABILITIES.map(({ name }) => name.split('.')[0] ?? ''))];
const pages = new Map(
  contexts
    .flatMap((context) => below(build(async () => {}, [context])))
    .map((command) => [`${command.parent?.name() ?? ''} ${command.name()}`, command] as const),
);

it.each([...pages])('the help page of%s names what is to be given in Chinese', (_name, command) => {
  const page = command.helpInformation();
  expect(page.match(/<[^<>]*>|\[[^[\]=]*\]/g)?.filter((name) => /[A-Za-z]/.test(name)) ?? []).toEqual([]);
});

it('asks why, whatever is done: a withdrawal corrects nothing', () => {
  const page = pages.get('plan withdraw')?.helpInformation() ?? '';
  expect(page).toMatch(/--reason <内容>\s+原因（必填）：写明为什么/);
});

it('says of which acts the day goes without saying', () => {
  const commands = below(build(async () => {}, ['organisation', 'visit']));
  const pageOf = (verb: string, context: string) =>
    commands.find((each) => each.name() === verb && each.parent?.name() === context)?.helpInformation() ?? '';
  expect(pageOf('erase-person', 'organisation')).toMatch(/--occurred-on <内容>\s+日期（不填就是今天）/);
  expect(pageOf('record', 'visit')).toMatch(/--occurred-on <内容>\s+日期（必填）/);
});

it('shows the Chinese names in usage, arguments and options, and parses as before', () => {
  const page = pages.get('mingbai import')?.helpInformation() ?? '';
  expect(page).toContain('用法： mingbai import [选项] [命令] <文件>');
  expect(page).toMatch(/参数：\n\s+<文件>\s+工作簿/);
  expect(page).toMatch(/--errors-out <文件>/);
});

it('names them so in a complaint, too', async () => {
  const program = build(async () => {}, []);
  const refused: unknown = await program.parseAsync(['audit', 'checkpoint'], { from: 'user' }).catch((error) => error);
  expect(usageText(refused as Parameters<typeof usageText>[0]).detail).toContain('--out <文件>');
});
