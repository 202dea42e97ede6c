import { rebuild } from '@mingbai/application';
import { backupDirectory, createDirectory, registerFirstOfficer, restoreDirectory } from '@mingbai/store-directory';
import type { Command } from 'commander';
import { globals, type Run } from './run.ts';
import { sources, withStore } from './session.ts';

/** `init`, `rebuild`, `doctor`: making and looking after a store directory. */
export function addDirectoryCommands(program: Command, run: Run): void {
  const init = program.command('init').description('在 --data 目录建库，打印首位管理员的一次性密码');
  init
    .requiredOption('--district <name>', '区教育工会名称')
    .option('--code <code>', '区的代码', 'D01')
    .option('--sample', '导入示例数据')
    .option('--require-sign-in', '不许用 --as，一律登录后操作')
    .action((options: { district: string; code: string; sample?: boolean; requireSignIn?: boolean }) =>
      run(init, async (output) => {
        const { data } = globals(init);
        const directory = await createDirectory(data, { code: options.code, district: options.district, requireSignIn: options.requireSignIn === true }, sources);
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

  addBackup(program, run);
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

function addBackup(program: Command, run: Run): void {
  const backup = program.command('backup').description('备份事件、密钥库和附件；钥匙另存，两者不要放在一起');
  backup
    .requiredOption('--out <dir>', '存放备份的空目录')
    .option('--keys-out <file>', '把钥匙另存为一个文件')
    .action((options: { out: string; keysOut?: string }) =>
      run(backup, async (output) => {
        const made = await withStore(globals(backup), (directory) => backupDirectory(directory, options));
        output.data(made, () => `已备份 ${made.events} 条事件到 ${made.out}${options.keysOut ? `；钥匙在 ${options.keysOut}，请存放到别处` : ''}`);
        return 0;
      }),
    );
  const restore = program.command('restore <backup>').description('从备份恢复到 --data；已依法删除的人不会复活');
  restore.requiredOption('--keys <file>', '钥匙文件').action((from: string, { keys }: { keys: string }) =>
    run(restore, async (output) => {
      const restored = await restoreDirectory(globals(restore).data, { backup: from, keys, now: Date.now() });
      output.data(restored, () => `已恢复 ${restored.events} 条事件并通过验证${restored.before ? `；原来的库移到 ${restored.before}` : ''}`);
      return 0;
    }),
  );
}
