/**
 * What the packages of this library share, and nobody else should use: checks of numbers, the reading of data files, and
 * near misses of names. Not part of the library's interface; it may change with any version.
 */
@NullMarked
package io.grammage.footprint.internal;

import org.jspecify.annotations.NullMarked;
