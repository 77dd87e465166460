// How the words of a rule are told apart for their colours; what they mean is the server's to say.
const KEYWORDS = /^(AND|OR|NOT|BETWEEN|IN|CONTAINS|ANY|ALL|NONE|STARTS|ENDS|WITH|IS|NULL|MATCHES|SEGMENT|true|false|today|yesterday|now)\b/i;

export const ruleTokens = {
  token(stream) {
    if (stream.eatSpace()) {
      return null;
    }
    if (stream.match(/^'(?:\\'|''|[^'])*'?/)) {
      return 'string';
    }
    if (stream.match(/^[+-]?\d[\w.:-]*/)) {
      return 'number';
    }
    if (stream.match(KEYWORDS)) {
      return 'keyword';
    }
    if (!stream.match(/^[\w.]+/)) {
      stream.next();
    }
    return null;
  },
};
