@NullMarked
package io.grammage.bench.harness;

import org.jspecify.annotations.NullMarked;
