import { classesOpenTo, POLICY, type PolicyLine } from '@mingbai/application';
import { CAPABILITIES, REGISTERS } from '@mingbai/domain';
import { ROLES, type Role } from '@mingbai/kernel';
import { capabilityName, contextName, registerName, word } from '@mingbai/messages';
import { expect, it } from 'vitest';

const CLASSES = ['identity', 'voucher', 'health', 'hardship', 'child'] as const;
const contextOf = (name: string): string =>
  contextName(REGISTERS.find((each) => each.name === name)?.context ?? name.split('.')[0] ?? '');

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const head = (cells: readonly string[]): string => `${row(cells)}\n${row(cells.map(() => '---'))}`;
const roles = ROLES.map((role) => word('role', role));

/** ● where the role may in its own organisation, ◆ where it may in all below too. */
function mark(action: string, kind: PolicyLine['kind'], role: Role): string {
  const line = POLICY.find((each) => each.action === action && each.kind === kind && each.role === role);
  if (!line) return '';
  return line.scope === 'own' ? '●' : '◆';
}

function table(kind: PolicyLine['kind'], names: readonly string[], wordOf: (name: string) => string): string {
  const rows = names.map((name) =>
    row([contextOf(name), wordOf(name), ...ROLES.map((role) => mark(name, kind, role))]),
  );
  return [head(['类别', kind === 'capability' ? '办什么' : '看什么', ...roles]), ...rows].join('\n');
}

const classes = [
  head(['信息', ...roles]),
  ...CLASSES.map((each) =>
    row([word('retention-class', each), ...ROLES.map((role) => (classesOpenTo(role).has(each) ? '●' : ''))]),
  ),
].join('\n');

const page = `# 权限表

谁能办什么、看什么。本页由程序的权限规则生成，测试保证两者一致：网页菜单、接口、命令行用的都是同一份规则，没有第二份。

●：只在自己的单位。◆：自己的单位和所有下级单位。空白：不能。
“操作员”是能打开数据目录的人（不登录、在本机用命令行），可以建库、导入、查看，不能批准和支付。
撤回一次导入，要有登记其中每一种记录的权限；导入的资金流水随导入一起撤回，不另要“冲销”的权限。
同一个人不能兼任的角色，以及申请、批准、支付必须是三个人，见[规则](rules.md)的 FUND-02。

## 办事

${table(
  'capability',
  CAPABILITIES.map(({ name }) => name),
  capabilityName,
)}

## 查看

${table(
  'register',
  REGISTERS.map(({ name }) => name),
  registerName,
)}

## 看得到哪些个人信息

能看一个台账，不等于看得到其中所有的个人信息：看不到的显示为“某”，已依法删除的谁也看不到。

${classes}
`;

it('is the page of permissions that the office reads (-u writes it again)', async () => {
  await expect(page).toMatchFileSnapshot('../../../docs/permissions.md');
});
