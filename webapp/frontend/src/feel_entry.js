/*
 * FEEL for Python: feelin behind six functions that take and return text.
 *
 * Loaded by webapp/feel/evaluator.py into QuickJS (static/dist/feel.iife.js). Contract, all in
 * `globalThis.feel`; every answer is JSON text:
 *
 *   evaluate(expression, json)               {value, warnings, type?} | {error}
 *       `type` tells what the text of a moment or duration stands for: the name of FEEL's function
 *       (`date`, `time`, `date and time`, `duration`) that makes it of the text.
 *   unaryTest(expression, json, valueJson?, type?)   {value, warnings} | {error}
 *       The tested value is `?` in the variables, or `valueJson` when it is given: with the same
 *       `json` for all cells of a decision table the variables are parsed once. With a `type` the
 *       value is the text of one.
 *   check(expression, "expression" | "unaryTests")   {problems: [{message, from, to, text}]}
 *   names(expression)                        {names: [...], maybe: [...]} | {error}
 *       Free variables. `maybe`: names inside a filter, which may mean a member of the list's items.
 *   reads(expression, "expression" | "unaryTests")   {names: [...], members: {name: [...]}}
 *       Every name that stands where a variable may stand; with only these variables in `json` the
 *       value is the same as with all of them. `members`: what is read of variables that only ever
 *       stand before a dot; a context need not hold more (but its names that are not plain).
 *   matches(json)                            {value: true | false} | {error}
 *       `json` is [pattern, text]; the pattern is a JavaScript RegExp.
 *
 * `expression` has no leading "=". `json` is an object's JSON text. A warning is
 * {type, message, from, to}; type NO_VARIABLE_FOUND tells an unknown name. Dates and durations come
 * back as ISO text; functions as null.
 */
import {
  FeelDate, FeelDateTime, FeelDuration, FeelRange, FeelTime, InterpreterContext, builtins, duration,
  interpreter, isFunction, parseDate, parseDateTime, parseExpression, parseTime, parseUnaryTests,
} from 'feelin';

const EXPRESSION = 'expression';
const MAX_TREES = 500;
const MAX_KEYS = 5000;
const SIMPLE_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/*
 * feelin parses anew at every call, and its grammar depends on the names of the variables ("end date"
 * is one name if there is such a variable). A tree is kept per expression and per set of names that
 * can matter: those with blanks or operators, and those that are words of FEEL itself.
 */
const RESERVED = new Set([
  'item', 'partial', ...Object.keys(builtins).flatMap(name => name.split(' ')),
  ...('for in return if then else some every satisfies or and between instance of days time duration '
    + 'years months date list context function null true false external not').split(' '),
]);

const trees = new Map();
let parsed = { json: '{}', variables: {}, shape: '' };

const known = new Map();             // keys by whether they matter: the pattern is slow

function matters(key) {
  let answer = known.get(key);
  if (answer === undefined) {
    answer = RESERVED.has(key) || !SIMPLE_NAME.test(key);
    if (known.size >= MAX_KEYS) known.clear();
    known.set(key, answer);
  }
  return answer;
}

function collect(value, path, found) {
  if (Array.isArray(value)) {
    for (const item of value) {
      if (item !== null && typeof item === 'object') collect(item, `${path}[]`, found);
    }
    return;
  }
  for (const key of Object.keys(value)) {
    const here = `${path}\u0000${key}`;
    if (matters(key)) found.add(here);
    if (value[key] !== null && typeof value[key] === 'object') collect(value[key], here, found);
  }
}

function read(json) {
  if (parsed.json !== json) {
    const variables = JSON.parse(json), found = new Set();
    collect(variables, '', found);
    parsed = { json, variables, shape: found.size ? [...found].sort().join('\u0001') : '' };
  }
  return parsed;
}

function treeOf(kind, expression, variables, shape) {
  const key = `${kind}\u0002${shape}\u0002${expression}`;
  let tree = trees.get(key);
  if (!tree) {
    const context = new InterpreterContext();
    const { root } = interpreter[kind](expression, variables, undefined, context);
    tree = { root, context };
    if (trees.size >= MAX_TREES) trees.delete(trees.keys().next().value);
  } else {
    trees.delete(key);             // put back last: the oldest use is dropped first
  }
  trees.set(key, tree);
  tree.context.warnings = [];
  return tree;
}

function answer(work) {
  try {
    const found = work();
    if (typeof found === 'string') return found;
    return JSON.stringify(found, (_, value) => isFunction(value) ? null : value);
  } catch (error) {
    return JSON.stringify({ error: String(error?.message ?? error) });
  }
}

/** What JSON.stringify would say of `{value, warnings: []}`, quicker for what conditions give. */
function shortly(value) {
  switch (typeof value) {
    case 'boolean': return value ? '{"value":true,"warnings":[]}' : '{"value":false,"warnings":[]}';
    case 'number': return `{"value":${Number.isFinite(value) ? value : null},"warnings":[]}`;
    // Put together from pieces, a long text stays in pieces, which the caller cannot read.
    case 'string': return JSON.stringify({ value, warnings: [] });
    default: return null;
  }
}

const TYPES = new Map([[FeelDate, 'date'], [FeelDateTime, 'date and time'], [FeelTime, 'time'], [FeelDuration, 'duration']]);
const MAKERS = { date: parseDate, time: parseTime, 'date and time': parseDateTime, duration };

/** The value of a type that a text stands for. */
function made(type, text) {
  const value = MAKERS[type](text);
  if (!value) throw new Error(`"${text}" is no ${type}`);
  return value;
}

function result(value, context) {
  const warnings = context.warnings.map(({ type, message, position }) => ({
    type, message, from: position.from, to: position.to,
  }));
  return { value, warnings, type: TYPES.get(value?.constructor) };
}

/*
 * feelin compares a text with a number as JavaScript does: "7" < 60 is true. In FEEL the answer is
 * null, and a condition that is null is noticed. Forms are decided as the browser decides them.
 */
const includes = FeelRange.prototype.includes;
let strict = true;

function kindOf(value) {
  return value !== null && typeof value === 'object' ? value.constructor : typeof value;
}

FeelRange.prototype.includes = function (value) {
  if (typeof value === 'number' && this.valueType === 'number' && (this.start === null || this.end === null)) {
    // the commonest comparison, without the detour by what suits dates as well
    if (this.end === null) return this['start included'] ? value >= this.start : value > this.start;
    return this['end included'] ? value <= this.end : value < this.end;
  }
  const bound = this.start ?? this.end;
  const comparable = value instanceof FeelRange || bound === null || kindOf(value) === kindOf(bound);
  return strict && !comparable ? null : includes.call(this, value);
};

function run(kind, expression, json, valueJson, type) {
  strict = kind !== 'unaryTest' || valueJson !== undefined;
  const { variables, shape } = read(json);
  const given = valueJson === undefined ? undefined : JSON.parse(valueJson);
  const scope = given === undefined ? variables : { ...variables, '?': type && given !== null ? made(type, given) : given };
  const { root, context } = treeOf(kind, expression, scope, kind === 'unaryTest' ? `?${shape}` : shape);
  const value = kind === 'unaryTest' ? root(scope)(scope['?'] ?? null) : root(scope);
  return (context.warnings.length ? null : shortly(value)) ?? result(value, context);
}

/** The innermost places that the grammar cannot read; each with the text found there. */
function problemsOf(expression, kind) {
  const parse = kind === EXPRESSION ? parseExpression : parseUnaryTests;
  const problems = [];
  parse(expression, {}, undefined).iterate({
    enter({ type, from, to, node }) {
      if (type.isError) {
        const text = expression.slice(from, to).trim();
        const place = node.parent?.name ?? kind;
        const message = text ? `"${text}" is not expected here (in ${place})` : `something is missing (in ${place})`;
        problems.push({ message, from, to, text });
      }
    },
  });
  return problems;
}

const BINDERS = new Set(['ForExpression', 'QuantifiedExpression', 'FunctionDefinition', 'Context']);

/** Names declared directly by a binding node: loop variables, parameters, context entries. */
function declared(node, expression) {
  const names = [];
  const visit = child => {
    for (let next = child.firstChild; next; next = next.nextSibling) {
      if (['Name', 'ParameterName', 'Key'].includes(next.name)) {
        names.push(expression.slice(next.from, next.to).replace(/^"|"$/g, '').trim());
      } else if (['InExpressions', 'InExpression', 'FormalParameters', 'FormalParameter', 'ContextEntry'].includes(next.name)) {
        visit(next);
      }
    }
  };
  visit(node);
  if (node.name === 'ForExpression') names.push('partial');
  return names;
}

function namesOf(expression) {
  const sure = new Set(), maybe = new Set();
  const walk = (node, bound, filtered) => {
    if (node.type.isError) throw new Error('the expression cannot be read');
    if (node.name === 'VariableName') {
      const name = expression.slice(node.from, node.to).trim().replace(/\s+/g, ' ');
      if (!bound.has(name) && !Object.hasOwn(builtins, name)) (filtered ? maybe : sure).add(name);
      return;
    }
    const inner = BINDERS.has(node.name) ? new Set([...bound, ...declared(node, expression)]) : bound;
    let first = true;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      // a type such as "number" is no variable
      if (child.name === 'Type') continue;
      const inFilter = node.name === 'FilterExpression' && !first;
      walk(child, inFilter ? new Set([...inner, 'item']) : inner, filtered || inFilter);
      first = false;
    }
  };
  walk(parseExpression(expression, {}, undefined).topNode, new Set(), false);
  for (const name of sure) maybe.delete(name);
  return { names: [...sure].sort(), maybe: [...maybe].sort() };
}

/** All names at places of variables: bound ones, shadowed built-ins and words of FEEL included. */
function readsOf(expression, kind) {
  const parse = kind === EXPRESSION ? parseExpression : parseUnaryTests;
  const names = new Set(RESERVED), whole = new Set(), members = new Map();
  const written = (from, to) => expression.slice(from, to).replaceAll('`', '').trim().replace(/\s+/g, ' ');
  parse(expression, {}, undefined).iterate({
    enter({ name, from, to, node }) {
      if (name !== 'VariableName') return;
      const variable = written(from, to), path = node.parent, member = path.lastChild;
      names.add(variable);
      if (path.name === 'PathExpression' && path.firstChild.name === name && member.name === 'PathName') {
        members.set(variable, [...members.get(variable) ?? [], written(member.from, member.to)]);
      } else {
        whole.add(variable);
      }
    },
  });
  for (const variable of whole) members.delete(variable);
  return { names: [...names], members: Object.fromEntries(members) };
}

globalThis.feel = {
  evaluate: (expression, json) => answer(() => run('evaluate', expression, json)),
  unaryTest: (expression, json, valueJson, type) => answer(() => run('unaryTest', expression, json, valueJson, type)),
  check: (expression, kind = EXPRESSION) => answer(() => ({ problems: problemsOf(expression, kind) })),
  names: expression => answer(() => namesOf(expression)),
  reads: (expression, kind = EXPRESSION) => answer(() => readsOf(expression, kind)),
  matches: json => answer(() => {
    const [pattern, text] = JSON.parse(json);
    return { value: new RegExp(pattern).test(text) };
  }),
};
