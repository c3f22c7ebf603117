/**
 * The typesetter of formulas, kept behind this file so that the build can replace it with a self-contained bundle: a
 * community package may not have runtime dependencies. It is large: load it when an article has a formula.
 */
export { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor';
export { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html';
export { TeX } from 'mathjax-full/js/input/tex';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration';
import 'mathjax-full/js/input/tex/base/BaseConfiguration';
import 'mathjax-full/js/input/tex/boldsymbol/BoldsymbolConfiguration';
import 'mathjax-full/js/input/tex/braket/BraketConfiguration';
import 'mathjax-full/js/input/tex/cancel/CancelConfiguration';
import 'mathjax-full/js/input/tex/color/ColorConfiguration';
import 'mathjax-full/js/input/tex/mhchem/MhchemConfiguration';
import 'mathjax-full/js/input/tex/newcommand/NewcommandConfiguration';
import 'mathjax-full/js/input/tex/textmacros/TextMacrosConfiguration';
export { mathjax } from 'mathjax-full/js/mathjax';
export { SVG } from 'mathjax-full/js/output/svg';
