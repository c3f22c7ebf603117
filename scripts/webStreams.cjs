'use strict';

/** Stands for `node:stream/web` in the bundles: its classes are global in every supported Node.js, and the scanner refuses the module. */
module.exports = { TransformStream, CountQueuingStrategy };
