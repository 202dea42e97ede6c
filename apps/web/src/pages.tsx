import { App as AntdApp, ConfigProvider, type ThemeConfig } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { RouterProvider } from 'react-router/dom';
import { router } from './router.tsx';
import { SessionGate } from './session/session-gate.tsx';

export { routed } from './router.tsx';

dayjs.locale('zh-cn');

/** Whoever has asked the system for calm gets no movement on any page. */
const motion = !matchMedia('(prefers-reduced-motion: reduce)').matches;

const theme: ThemeConfig = {
  token: { motion, colorPrimary: '#b5302a', colorLink: '#b5302a', colorInfo: '#1f5fa8', borderRadius: 6 },
  components: { Layout: { headerBg: '#ffffff', siderBg: '#ffffff', bodyBg: '#f4f5f7' }, Menu: { itemHeight: 38 } },
};

/** Every page, for whoever is signed in. */
export const Pages = () => (
  <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
    <AntdApp>
      <SessionGate>
        <RouterProvider router={router} />
      </SessionGate>
    </AntdApp>
  </ConfigProvider>
);
