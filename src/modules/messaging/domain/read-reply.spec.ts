import { readReply } from './read-reply.js';

describe('what a client says by SMS', () => {
  it.each([
    ['STOP', 'stop'],
    ['stop', 'stop'],
    [' Stop. ', 'stop'],
    ['“STOP!”', 'stop'],
    ['Stop please', 'stop'],
    ['ＳＴＯＰ', 'stop'],
    ['STOPALL', 'stop'],
    ['Unsubscribe', 'stop'],
    ['END', 'stop'],
    ['quit', 'stop'],
    ['REVOKE', 'stop'],
    ['OPT OUT', 'stop'],
    ['opt-out', 'stop'],
    ['OptOut', 'stop'],
    ['START', 'start'],
    ['unstop', 'start'],
    ['Cancel', 'cancel'],
    ['CANCEL!', 'cancel'],
    ['YES', 'yes'],
    ['y', 'yes'],
    ['Yes, thanks!', 'yes'],
    ['ok', 'yes'],
    ['O.K.', 'yes'],
    ['Confirm', 'yes'],
    ['NO', 'no'],
    ['n.', 'no'],
    ['No, thank you', 'no'],
    ['', 'unclear'],
    ['?', 'unclear'],
    ['yes and no', 'unclear'],
    ['Can I stop by at five?', 'unclear'],
    ['cancel my appointment', 'unclear'],
    ['Yes but at 10', 'unclear'],
    ['1', 'unclear'],
    ['NOT', 'unclear'],
    ['constructor', 'unclear'],
  ] as const)('%j is %s', (text, reply) => {
    expect(readReply(text)).toBe(reply);
  });
});
