import { MenuOutlined } from '@ant-design/icons';
import { webText } from '@mingbai/messages';
import { Button, Drawer, Grid, Layout, Result } from 'antd';
import { Suspense, useState } from 'react';
import { Link, Outlet } from 'react-router';
import { AccountMenu } from '../session/account-menu.tsx';
import { useSession } from '../session/session.ts';
import { MainMenu } from './main-menu.tsx';
import { ScopeBar } from './scope-bar.tsx';
import { Loading } from './states.tsx';
import { useView } from './view.ts';

/** Without a role there is nothing to be seen or done: who can help is all there is to say. */
const NoRoles = () => (
  <Result status="info" title={webText('state.noRoles')} subTitle={webText('state.noRoles.help')} />
);

/** A link to an organisation that is not there, or not to be seen, shows that and no other one. */
function Page() {
  const { strange, change } = useView();
  if (strange !== undefined)
    return (
      <Result
        status="404"
        title={webText('state.noSuchOrg', { org: strange })}
        subTitle={webText('state.noSuchOrg.help')}
        extra={<Button onClick={() => change({ org: undefined })}>{webText('state.noSuchOrg.own')}</Button>}
      />
    );
  return (
    <>
      <ScopeBar />
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </>
  );
}

/** The frame of every page: name, account, menu, and the bar that says where and when the page looks. */
export function Shell() {
  const [open, setOpen] = useState(false);
  const wide = Grid.useBreakpoint().lg ?? true;
  const { linkTo } = useView();
  const { organisations } = useSession();
  const root = organisations.find(({ parent }) => !organisations.some(({ code }) => code === parent));
  return (
    <Layout className="shell">
      <Layout.Header className="shell-header no-print">
        {!wide && (
          <Button type="text" icon={<MenuOutlined />} aria-label={webText('menu.open')} onClick={() => setOpen(true)} />
        )}
        <Link to={linkTo('/')} className="shell-name">
          {webText('app.name')}
        </Link>
        {wide && <span className="shell-district">{root?.name}</span>}
        <span className="shell-gap" />
        <AccountMenu />
      </Layout.Header>
      <Layout>
        {wide && (
          <Layout.Sider width={212} className="shell-sider no-print">
            <MainMenu onGo={() => undefined} />
          </Layout.Sider>
        )}
        <Layout.Content className="shell-content">{organisations.length === 0 ? <NoRoles /> : <Page />}</Layout.Content>
      </Layout>
      <Drawer
        open={open && !wide}
        onClose={() => setOpen(false)}
        placement="left"
        size={260}
        title={webText('app.name')}
        styles={{ body: { padding: 0 } }}
      >
        <MainMenu onGo={() => setOpen(false)} />
      </Drawer>
    </Layout>
  );
}
