package io.muster.tools.cli;

import io.muster.server.generate.RecordBuffer;
import io.muster.server.generate.ShopGenerator;
import io.muster.server.generate.ShopOptions;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "generate",
        description =
                "Prints a believable shop as records, in the order of time; the same options give the same bytes.")
final class GenerateCommand extends ServerCommand {
    private static final int BATCH_BYTES = 256 * 1024;

    @Option(names = "--customers", paramLabel = "N", required = true, description = "how many register until now")
    private int customers;

    @Option(
            names = "--orders-per-customer",
            paramLabel = "X",
            defaultValue = "2.5",
            description = "on average, customers without any counted (default: ${DEFAULT-VALUE})")
    private double ordersPerCustomer;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "(default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--now",
            paramLabel = "INSTANT",
            description = "nothing is dated later (default: when today began in the time zone)")
    private String now;

    @Option(
            names = "--years",
            paramLabel = "N",
            defaultValue = "2",
            description = "how long the shop has been open (default: ${DEFAULT-VALUE})")
    private int years;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            defaultValue = ShopOptions.DEFAULT_ZONE,
            description = "where the shop and most of its customers are (default: ${DEFAULT-VALUE})")
    private String zone;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            defaultValue = ShopOptions.DEFAULT_CURRENCY,
            description = "ISO 4217 (default: ${DEFAULT-VALUE})")
    private String currency;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "where to (default: standard output)")
    private Path output;

    @Override
    public Integer call() throws IOException {
        ShopOptions options = options();
        if (output == null) {
            write(options, terminal().out());
        } else {
            try (OutputStream file = new FileOutputStream(output.toFile())) {
                write(options, file);
            }
        }
        return ExitCodes.DONE;
    }

    private ShopOptions options() {
        try {
            ZoneId shopZone = ZoneId.of(zone);
            Instant until = now == null
                    ? LocalDate.now(shopZone).atStartOfDay(shopZone).toInstant()
                    : ClockCommand.instant("--now", now);
            return new ShopOptions(customers, ordersPerCustomer, seed, until, years, shopZone, currency);
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw CommandFailure.usage("generate: " + wrong.getMessage());
        }
    }

    private void write(ShopOptions options, OutputStream target) throws IOException {
        ShopGenerator shop = new ShopGenerator(options);
        RecordBuffer batch = new RecordBuffer(2 * BATCH_BYTES);
        while (shop.next(batch, BATCH_BYTES) > 0) {
            target.write(batch.bytes(), 0, batch.length());
            if (output == null && terminal().out().checkError()) {
                throw CommandFailure.refused("standard output was closed after about " + shop.records() + " records");
            }
        }
        target.flush();
    }
}
