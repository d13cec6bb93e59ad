/**
 * A stand-in for an inference server, as cheap as can be, so that what is measured is the proxy before it: {@link
 * io.grammage.bench.upstream.MockUpstream}. The product's own simulator looks like a real server and costs accordingly.
 */
@NullMarked
package io.grammage.bench.upstream;

import org.jspecify.annotations.NullMarked;
