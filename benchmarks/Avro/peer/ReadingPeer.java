package millrace.hvac;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Decodes and encodes one reading with Apache Avro's specific records, in slices as the benchmark beside it does.
 * Arguments: the schema, an older writer's schema, the reading's bytes in hexadecimal, the same of the older writer.
 */
public class ReadingPeer {
    private static final int ROUNDS = 300;
    private static final int CALLS = 20_000;
    private static long sink;

    interface Call {
        void run() throws IOException;
    }

    public static void main(String[] args) throws Exception {
        var schema = new Schema.Parser().parse(args[0]);
        var older = new Schema.Parser().parse(args[1]);
        HvacReading.schema = schema;
        var bytes = HexFormat.of().parseHex(args[2]);
        var olderBytes = HexFormat.of().parseHex(args[3]);
        measure("java encode, custom", encoder(schema, bytes));
        measure("java decode, custom", decoder(schema, schema, bytes, true, false));
        measure("java decode, fast reader", decoder(schema, schema, bytes, false, true));
        measure("java decode, older", decoder(older, schema, olderBytes, true, false));
        measure("java decode, older, fast", decoder(older, schema, olderBytes, false, true));
        if (sink == 42) System.out.println();
    }

    private static Call decoder(Schema writer, Schema reader, byte[] bytes, boolean custom, boolean fast) {
        var data = new SpecificData(ReadingPeer.class.getClassLoader());
        data.setCustomCoders(custom);
        data.setFastReaderEnabled(fast);
        var datumReader = new SpecificDatumReader<HvacReading>(writer, reader, data);
        var reused = new BinaryDecoder[1];
        return () -> {
            reused[0] = DecoderFactory.get().binaryDecoder(bytes, reused[0]);
            sink += datumReader.read(null, reused[0]).timestamp;
        };
    }

    private static Call encoder(Schema schema, byte[] bytes) throws IOException {
        var data = new SpecificData(ReadingPeer.class.getClassLoader());
        data.setCustomCoders(true);
        var reading = new SpecificDatumReader<HvacReading>(schema, schema, data).read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        var writer = new SpecificDatumWriter<HvacReading>(schema, data);
        var output = new ByteArrayOutputStream(256);
        var reused = new BinaryEncoder[1];
        Call call = () -> {
            output.reset();
            reused[0] = EncoderFactory.get().binaryEncoder(output, reused[0]);
            writer.write(reading, reused[0]);
            reused[0].flush();
            sink += output.size();
        };
        call.run();
        if (!Arrays.equals(output.toByteArray(), bytes)) throw new IllegalStateException("the peer writes other bytes");
        return call;
    }

    private static void measure(String name, Call call) throws IOException {
        var times = new double[ROUNDS];
        // Three hundred slices warm it up as well.
        for (var round = -ROUNDS; round < ROUNDS; round++) {
            var started = System.nanoTime();
            for (var i = 0; i < CALLS; i++) call.run();
            if (round >= 0) times[round] = (double) (System.nanoTime() - started) / CALLS;
        }
        Arrays.sort(times);
        System.out.printf(Locale.ROOT, "%-28s %8.1f ns  (best tenth %.1f)%n", name, times[ROUNDS / 2], times[ROUNDS / 10]);
    }
}

enum Mode {
    UNKNOWN, OFF, FAN, HEATING, COOLING, AUTO
}

/** As Avro's compiler makes it with custom coders and String. */
class HvacReading extends SpecificRecordBase {
    static Schema schema;

    String deviceId;
    long timestamp;
    String site;
    Double ambientTemperature;
    Double desiredTemperature;
    Double humidity;
    Integer co2;
    Double blowerSpeed;
    Double load;
    Double power;
    Double energy;
    Mode mode;
    Boolean occupied;

    @Override
    public Schema getSchema() {
        return schema;
    }

    @Override
    protected boolean hasCustomCoders() {
        return true;
    }

    @Override
    public void customEncode(Encoder out) throws IOException {
        out.writeString(deviceId);
        out.writeLong(timestamp);
        if (branch(out, site)) out.writeString(site);
        if (branch(out, ambientTemperature)) out.writeDouble(ambientTemperature);
        if (branch(out, desiredTemperature)) out.writeDouble(desiredTemperature);
        if (branch(out, humidity)) out.writeDouble(humidity);
        if (branch(out, co2)) out.writeInt(co2);
        if (branch(out, blowerSpeed)) out.writeDouble(blowerSpeed);
        if (branch(out, load)) out.writeDouble(load);
        if (branch(out, power)) out.writeDouble(power);
        if (branch(out, energy)) out.writeDouble(energy);
        out.writeEnum(mode.ordinal());
        if (branch(out, occupied)) out.writeBoolean(occupied);
    }

    @Override
    public void customDecode(ResolvingDecoder in) throws IOException {
        var order = in.readFieldOrderIfDiff();
        if (order == null) {
            for (var field = 0; field < 13; field++) read(in, field);
        } else {
            for (var field : order) read(in, field.pos());
        }
    }

    private void read(ResolvingDecoder in, int field) throws IOException {
        switch (field) {
            case 0 -> deviceId = in.readString();
            case 1 -> timestamp = in.readLong();
            case 2 -> site = some(in) ? in.readString() : null;
            case 3 -> ambientTemperature = some(in) ? (Double) in.readDouble() : null;
            case 4 -> desiredTemperature = some(in) ? (Double) in.readDouble() : null;
            case 5 -> humidity = some(in) ? (Double) in.readDouble() : null;
            case 6 -> co2 = some(in) ? (Integer) in.readInt() : null;
            case 7 -> blowerSpeed = some(in) ? (Double) in.readDouble() : null;
            case 8 -> load = some(in) ? (Double) in.readDouble() : null;
            case 9 -> power = some(in) ? (Double) in.readDouble() : null;
            case 10 -> energy = some(in) ? (Double) in.readDouble() : null;
            case 11 -> mode = Mode.values()[in.readEnum()];
            case 12 -> occupied = some(in) ? (Boolean) in.readBoolean() : null;
            default -> throw new IOException("there is no field " + field);
        }
    }

    private static boolean some(ResolvingDecoder in) throws IOException {
        if (in.readIndex() == 1) return true;
        in.readNull();
        return false;
    }

    private static boolean branch(Encoder out, Object value) throws IOException {
        out.writeIndex(value == null ? 0 : 1);
        if (value == null) out.writeNull();
        return value != null;
    }

    @Override
    public Object get(int field) {
        return switch (field) {
            case 0 -> deviceId;
            case 1 -> timestamp;
            case 2 -> site;
            case 3 -> ambientTemperature;
            case 4 -> desiredTemperature;
            case 5 -> humidity;
            case 6 -> co2;
            case 7 -> blowerSpeed;
            case 8 -> load;
            case 9 -> power;
            case 10 -> energy;
            case 11 -> mode;
            default -> occupied;
        };
    }

    @Override
    public void put(int field, Object value) {
        switch (field) {
            case 0 -> deviceId = value.toString();
            case 1 -> timestamp = (Long) value;
            case 2 -> site = value == null ? null : value.toString();
            case 3 -> ambientTemperature = (Double) value;
            case 4 -> desiredTemperature = (Double) value;
            case 5 -> humidity = (Double) value;
            case 6 -> co2 = (Integer) value;
            case 7 -> blowerSpeed = (Double) value;
            case 8 -> load = (Double) value;
            case 9 -> power = (Double) value;
            case 10 -> energy = (Double) value;
            case 11 -> mode = (Mode) value;
            default -> occupied = (Boolean) value;
        }
    }
}
