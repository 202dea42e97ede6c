import 'antd/dist/reset.css';
import './styles/base.css';
import './styles/entry.css';
import './styles/shell.css';
import './styles/register.css';
import './styles/summary.css';
import './styles/replay.css';
import './styles/home.css';
import './styles/narrow.css';
import './styles/print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider, type ThemeConfig } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';
import { SessionGate } from './session/session-gate.tsx';

dayjs.locale('zh-cn');

/** Whoever has asked the system for calm gets no movement on any page. */
const motion = !matchMedia('(prefers-reduced-motion: reduce)').matches;

const theme: ThemeConfig = {
  token: { motion, colorPrimary: '#b5302a', colorLink: '#b5302a', colorInfo: '#1f5fa8', borderRadius: 6 },
  components: { Layout: { headerBg: '#ffffff', siderBg: '#ffffff', bodyBg: '#f4f5f7' }, Menu: { itemHeight: 38 } },
};

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');
createRoot(root).render(
  <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
    <AntdApp>
      <QueryClientProvider client={queryClient}>
        <SessionGate>
          <RouterProvider router={router} />
        </SessionGate>
      </QueryClientProvider>
    </AntdApp>
  </ConfigProvider>,
);
