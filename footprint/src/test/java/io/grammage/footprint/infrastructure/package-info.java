@NullMarked
package io.grammage.footprint.infrastructure;

import org.jspecify.annotations.NullMarked;
