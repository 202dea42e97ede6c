import { problemText, webText } from '@mingbai/messages';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, type FormRule } from 'antd';
import { gateway } from '../gateway.ts';
import { SESSION_KEY } from '../query-client.ts';

type Typed = { readonly present: string; readonly next: string; readonly again: string };

const LEAST = 10;

const holds = (fits: boolean, words: string): Promise<void> =>
  fits ? Promise.resolve() : Promise.reject(new Error(words));

/** A new password that is the present one is none. */
const another: FormRule = ({ getFieldValue }) => ({
  validator: (_rule, next: string) =>
    holds(!next || next !== getFieldValue('present'), problemText('password-unchanged')),
});
const alike: FormRule = ({ getFieldValue }) => ({
  validator: (_rule, again: string) => holds(!again || again === getFieldValue('next'), webText('password.differ')),
});

/** Changes one's own password. That ends every session, so it signs in again at once. */
export function PasswordForm({ login, onDone }: { login: string; onDone?: () => void }) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: async ({ present, next }: Typed) => {
      await gateway.changePassword({ present, next });
      await gateway.signIn(login, next);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: SESSION_KEY });
      onDone?.();
    },
  });
  return (
    <Form layout="vertical" onFinish={(typed: Typed) => change.mutate(typed)}>
      {change.error && <Alert type="error" showIcon title={change.error.message} className="entry-alert" />}
      <Form.Item
        name="present"
        label={webText('password.present')}
        rules={[{ required: true, message: webText('form.required') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        dependencies={['present']}
        label={webText('password.next')}
        extra={webText('password.rule', { least: LEAST })}
        rules={[
          { required: true, message: webText('form.required') },
          { min: LEAST, message: webText('password.rule', { least: LEAST }) },
          another,
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={webText('password.again')}
        dependencies={['next']}
        rules={[{ required: true, message: webText('form.required') }, alike]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={change.isPending}>
        {webText('password.submit')}
      </Button>
    </Form>
  );
}
