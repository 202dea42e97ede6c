import { describe, expect, it } from 'vitest';
import { closedUp, namesIn, personIn } from './person-text.ts';

describe('names in a list', () => {
  it.each([
    ['张　三、李 四', ['张　三', '李 四']],
    ['张三 李四', ['张三', '李四']],
    ['张三（001） 李四 （002）', ['张三（001）', '李四（002）']],
    ['张　三', ['张　三']],
    ['欧阳 明珠、王五', ['欧阳 明珠', '王五']],
    ['张三,李四；王五\n赵六', ['张三', '李四', '王五', '赵六']],
    ['李四（ 001 ）', ['李四（001）']],
    ['John Smith、李四', ['John Smith', '李四']],
    ['John Smith', ['John Smith']],
    ['阿依古丽·买买提 李四', ['阿依古丽·买买提', '李四']],
    ['001 002', ['001', '002']],
  ])('%s', (text, names) => expect(namesIn(text)).toEqual(names));
  it.each(['张 三 李四', '李四 王'])('cannot be told apart in %s', (text) => expect(namesIn(text)).toBeUndefined());
});

describe('a person', () => {
  it.each([
    ['张　三', { name: '张三' }],
    ['李 四 （001）', { name: '李四', staffNumber: '001' }],
    ['李四( 00１ )', { name: '李四', staffNumber: '001' }],
    ['001', { staffNumber: '001' }],
    ['００１', { staffNumber: '001' }],
    ['黄某（校长）', { name: '黄某（校长）' }],
    ['John  Smith', { name: 'John  Smith' }],
  ])('%s', (text, person) => expect(personIn(text)).toEqual(person));
  it('is one name however far its characters stand apart', () => expect(closedUp(' 张　 三 ')).toBe('张三'));
});
