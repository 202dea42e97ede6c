import {
  AppstoreOutlined,
  AuditOutlined,
  CalendarOutlined,
  FileTextOutlined,
  FolderOutlined,
  HeartOutlined,
  HomeOutlined,
  PlayCircleOutlined,
  SmileOutlined,
  TeamOutlined,
  UploadOutlined,
  WalletOutlined,
} from '@ant-design/icons';
import { REGISTERS } from '@mingbai/domain';
import { contextName, registerName, webText } from '@mingbai/messages';
import { Menu, type MenuProps } from 'antd';
import type { ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useMay, type May } from '../session/session.ts';
import { mayImport } from '../workbook/may-import.ts';
import { useView } from './view.ts';

type Item = NonNullable<MenuProps['items']>[number];

const ICONS: Readonly<Record<string, ReactNode>> = {
  organisation: <TeamOutlined aria-hidden />,
  visit: <HeartOutlined aria-hidden />,
  fund: <WalletOutlined aria-hidden />,
  congress: <AppstoreOutlined aria-hidden />,
  activity: <SmileOutlined aria-hidden />,
  plan: <CalendarOutlined aria-hidden />,
};

/**
 * The menu of what the person may read where the page looks: from the registers and the policy, nothing is
 * listed twice.
 */
export function MainMenu({ onGo }: { onGo: () => void }) {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const { org, linkTo } = useView();
  const may = useMay();
  const go: MenuProps['onClick'] = ({ key }) => {
    void navigate(linkTo(key));
    onGo();
  };
  const open = REGISTERS.find(({ name }) => pathname === `/registers/${name}`)?.context ?? 'fund';
  return (
    <Menu
      mode="inline"
      className="shell-menu"
      selectedKeys={[pathname]}
      defaultOpenKeys={[open, 'fund']}
      onClick={go}
      items={itemsFor(may, org)}
    />
  );
}

function itemsFor(may: May, org: string): Item[] {
  const summarises = may('visits', org);
  const replays = may('fund-entries', org);
  const contexts = [...new Set(REGISTERS.map(({ context }) => context))];
  return [
    { key: '/', icon: <HomeOutlined aria-hidden />, label: webText('menu.home') },
    ...(summarises
      ? [{ key: '/summary', icon: <FileTextOutlined aria-hidden />, label: webText('menu.summary') }]
      : []),
    ...(replays ? [{ key: '/replay', icon: <PlayCircleOutlined aria-hidden />, label: webText('menu.replay') }] : []),
    { type: 'divider' },
    ...contexts.toSorted(few).flatMap((context) => contextItem(context, may, org)),
    { type: 'divider' },
    ...(mayImport(may, org)
      ? [{ key: '/import', icon: <UploadOutlined aria-hidden />, label: webText('menu.import') }]
      : []),
    { key: '/audit', icon: <AuditOutlined aria-hidden />, label: webText('menu.audit') },
  ];
}

const registersOf = (context: string) => REGISTERS.filter((each) => each.context === context);

/** A context of one register is one line; these come before the folders. */
const few = (a: string, b: string): number => registersOf(a).length - registersOf(b).length;

function contextItem(context: string, may: May, org: string): readonly Item[] {
  const readable = registersOf(context).filter(({ name }) => may(name, org));
  const icon = ICONS[context] ?? <FolderOutlined aria-hidden />;
  const lines = readable.map(({ name }) => ({ key: `/registers/${name}`, label: registerName(name) }));
  const [only] = lines;
  if (!only) return [];
  if (registersOf(context).length === 1) return [{ ...only, icon }];
  return [{ key: context, icon, label: contextName(context), children: lines }];
}
