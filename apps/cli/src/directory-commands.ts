import { rebuild } from '@mingbai/application';
import { createDirectory, registerFirstOfficer } from '@mingbai/store-directory';
import type { Command } from 'commander';
import { globals, type Run } from './program.ts';
import { sources, withStore } from './session.ts';

/** `init`, `rebuild`, `doctor`: making and looking after a store directory. */
export function addDirectoryCommands(program: Command, run: Run): void {
  const init = program.command('init').description('在 --data 目录建库，打印首位管理员的一次性密码');
  init
    .requiredOption('--district <name>', '区教育工会名称')
    .option('--code <code>', '区的代码', 'D01')
    .option('--sample', '导入示例数据')
    .action((options: { district: string; code: string; sample?: boolean }) =>
      run(init, async (output) => {
        const { data } = globals(init);
        const directory = await createDirectory(data, { code: options.code, district: options.district }, sources);
        try {
          const officer = await registerFirstOfficer(directory, { code: options.code, name: options.district });
          const sample = options.sample ? await (await import('./sample-data.ts')).loadSample(directory) : undefined;
          output.data({ data, district: options.code, login: officer.login, password: officer.password, ...(sample ? { sample } : {}) }, () =>
            [
              `已建库：${data}（${options.district}，代码 ${options.code}）`,
              `首位管理员 ${officer.login}，一次性密码 ${officer.password}（登录后请立即修改）`,
              ...(sample ? [`示例数据：导入 ${sample.recorded} 条`] : []),
            ].join('\n'),
          );
          return 0;
        } finally {
          await directory.close();
        }
      }),
    );

  const again = program.command('rebuild').description('从第一条事件起重建全部查询表');
  again.action(() =>
    run(again, async (output) => {
      const size = await withStore(globals(again), async ({ mingbai: { ports } }) => {
        return rebuild(ports.store, ports.models);
      });
      output.data({ events: size }, () => `已重建：${size} 条事件`);
      return 0;
    }),
  );

  const doctor = program.command('doctor').description('检查数据目录是否完好');
  doctor.action(() =>
    run(doctor, async (output) => {
      const report = await withStore(globals(doctor), async ({ store, mingbai }) => {
        const { size } = await store.frontier();
        const { models } = mingbai.ports;
        const live = models.dump();
        await rebuild(store, models);
        return { district: store.header.district, events: size, readModelsAgree: models.dump() === live };
      });
      output.data(report, () => `${report.district}：事件 ${report.events} 条；查询表${report.readModelsAgree ? '与事件一致' : '与事件不一致，已重建'}`);
      return report.readModelsAgree ? 0 : 2;
    }),
  );
}
