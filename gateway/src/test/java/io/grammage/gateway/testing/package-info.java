/** Values and fakes that tests of several packages share. */
@NullMarked
package io.grammage.gateway.testing;

import org.jspecify.annotations.NullMarked;
