@NullMarked
package io.grammage.bench.upstream;

import org.jspecify.annotations.NullMarked;
