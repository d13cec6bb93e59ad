@NullMarked
package io.grammage.footprint;

import org.jspecify.annotations.NullMarked;
