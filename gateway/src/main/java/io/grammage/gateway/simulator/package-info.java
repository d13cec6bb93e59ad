/**
 * The built-in upstream: an OpenAI-compatible inference server that computes nothing. Its answers are deterministic,
 * its speed and its faults are adjustable per request, and it keeps a log of what it sent, which the tests of the
 * gateway take as the truth. Whatever it says about itself says that it is a simulator.
 *
 * <p>Start at {@link io.grammage.gateway.simulator.SimulatorServer}; what it can be told to do is the table in
 * {@link io.grammage.gateway.simulator.Knob}, what it counts is in
 * {@link io.grammage.gateway.simulator.SimulatorLogEntry}. A request becomes a script (what to send, when, and how it
 * ends), which a transmission then plays. This package must not know how the gateway counts, prices or relays: it is
 * what that is compared with.
 */
@NullMarked
package io.grammage.gateway.simulator;

import org.jspecify.annotations.NullMarked;
