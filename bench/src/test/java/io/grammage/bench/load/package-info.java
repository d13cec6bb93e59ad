@NullMarked
package io.grammage.bench.load;

import org.jspecify.annotations.NullMarked;
