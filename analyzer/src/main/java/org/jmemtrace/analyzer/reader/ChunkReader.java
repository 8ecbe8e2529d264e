// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/**
 * Reads one chunk with JMC's parser, by a loader of its own so that its constant pools die with it. Whatever a damaged
 * chunk makes the parser do (throw, run out of memory or stack, never end) becomes the reading's defect.
 */
final class ChunkReader {
    /** The parser logs a line for each event that it does not like. Held here: loggers are weakly referenced. */
    private static final Logger PARSER_LOG = Logger.getLogger("org.openjdk.jmc");

    private static final Duration LEAST_TIME = Duration.ofSeconds(10);
    private static final Duration TIME_PER_MIB = Duration.ofSeconds(2); // 100 times what it takes

    static {
        PARSER_LOG.setLevel(Level.OFF);
    }

    private ChunkReader() {}

    /**
     * What was read of a chunk.
     *
     * @param defect why not all was read, empty if all was
     */
    record Reading(Facts facts, String defect, boolean neverEnded) {
        Reading(Facts facts, String defect) {
            this(facts, defect, false);
        }
    }

    static Reading read(byte[] chunk, ChunkHeader header) throws InterruptedException {
        Optional<String> defect = ChunkFrames.defectOf(chunk, header);
        if (defect.isPresent()) {
            return new Reading(new Facts(), defect.get());
        }
        Facts facts = new Facts();
        try {
            TimeLimit.run(() -> load(chunk, facts), LEAST_TIME.plus(TIME_PER_MIB.multipliedBy(chunk.length >> 20)));
            return new Reading(facts, "");
        } catch (TimeoutException e) {
            // The parser may still write to the facts that it was given.
            return new Reading(new Facts(), "the parser did not come to an end", true);
        } catch (ExecutionException e) {
            return new Reading(facts, reasonOf(Objects.requireNonNullElse(e.getCause(), e)));
        }
    }

    private static Facts load(byte[] chunk, Facts facts) throws Exception {
        JfrLoaderToolkit.loadEvents(new ByteArrayInputStream(chunk), List.of(new FactSinks(facts)));
        return facts;
    }

    private static String reasonOf(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "reading it took more memory than there is (raise -Xmx in JAVA_OPTS if it is not damaged)";
        }
        if (failure instanceof StackOverflowError) {
            return "its metadata refer to themselves";
        }
        return "its content is damaged";
    }
}
