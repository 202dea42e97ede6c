import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env['MINGBAI_API'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/api': api } },
  build: {
    // WeChat's browser on older phones; the server forbids inline scripts, so no polyfill is put into the page.
    target: ['es2022', 'chrome111', 'safari16.4'],
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'echarts', test: /node_modules[\\/].*(echarts|zrender)/ },
            { name: 'react', test: /node_modules[\\/].*[\\/](react|react-dom|react-router|scheduler)[\\/]/ },
            { name: 'antd', test: /node_modules[\\/].*[\\/](antd|@ant-design|@rc-component|rc-[a-z-]+|dayjs)[\\/]/ },
          ],
        },
      },
    },
  },
});
