@NullMarked
package io.grammage.bench.http;

import org.jspecify.annotations.NullMarked;
