/* Bundles the islands (ES modules with shared chunks) and the FEEL evaluator into static/dist. */
import * as esbuild from 'esbuild';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const outdir = process.argv.find(word => word.startsWith('--out='))?.slice(6) ?? '../static/dist';
const islands = ['app', 'viewer', 'modeler', 'form', 'dmnview'];

/*
 * The evaluator keeps parsed expressions, for which feelin 8.2.0 offers no function. The build adds its
 * interpreter to what the module exports; if a later version renames a part, esbuild refuses.
 */
const openFeelin = {
  name: 'open-feelin',
  setup(build) {
    build.onLoad({ filter: /feelin[\\/]dist[\\/]index\.js$/ }, ({ path }) => ({
      contents: `${readFileSync(path, 'utf8')}\nexport { InterpreterContext, builtins, interpreter };\n`,
      loader: 'js',
    }));
  },
};

const common = { bundle: true, minify: true, target: ['es2022'], legalComments: 'linked', logLevel: 'warning' };
const pages = {
  ...common, outdir, format: 'esm', splitting: true, metafile: true,
  entryPoints: islands.map(name => `src/${name}.js`).filter(existsSync),
  alias: { '@bpmn-io/feelin': 'feelin' },      // one FEEL for forms, our islands and Python
  jsx: 'automatic', jsxImportSource: '@bpmn-io/properties-panel/preact',
  loader: { '.woff': 'file', '.woff2': 'file', '.ttf': 'file', '.eot': 'file', '.svg': 'file' },
  entryNames: '[name]', chunkNames: 'chunks/[name]-[hash]', assetNames: 'assets/[name]-[hash]',
};
const feel = { ...common, entryPoints: ['src/feel_entry.js'], format: 'iife', outfile: `${outdir}/feel.iife.js`, plugins: [openFeelin] };

if (process.argv.includes('--watch')) {
  for (const options of [pages, feel]) await (await esbuild.context(options)).watch();
} else {
  const [{ metafile }] = await Promise.all([esbuild.build(pages), esbuild.build(feel)]).catch(() => process.exit(1));
  writeFileSync('node_modules/.meta.json', JSON.stringify(metafile));   // for the size budget
}
