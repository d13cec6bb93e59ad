/** Black-box tests: the packaged product is started as its users start it, and spoken to by real clients. */
@NullMarked
package io.grammage.e2e;

import org.jspecify.annotations.NullMarked;
