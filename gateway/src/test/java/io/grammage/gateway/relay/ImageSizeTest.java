package io.grammage.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSizeTest {
    private static final Map<String, byte[]> IMAGES = new HashMap<>();
    /** The bytes of a WebP file up to the end of the first chunk's own header, as its container specification has them. */
    private static final String RIFF = "52494646" + "00010000" + "57454250";

    @ParameterizedTest
    @CsvSource({"png,1,1", "png,640,480", "jpg,1,1", "jpg,333,517", "gif,1,1", "gif,320,200"})
    void readsWhatAnImageWriterWrote(String format, int width, int height) {
        assertThat(ImageSize.of(image(format, width, height))).isEqualTo(new ImageSize(width, height));
    }

    @Test
    void readsLossyWebp() {
        // frame tag, start code 9d012a, width 550 and height 368 in 14 bits each with the scale in the upper two
        byte[] head = HexFormat.of().parseHex(RIFF + "56503820" + "00000100" + "300100" + "9d012a" + "2642" + "7081");

        assertThat(ImageSize.of(head)).isEqualTo(new ImageSize(550, 368));
    }

    @Test
    void readsLosslessWebp() {
        // signature 2f, then 14 bits of width - 1 (385) and 14 bits of height - 1 (394), lowest bits first
        int bits = 385 | 394 << 14 | 1 << 28;
        byte[] head = HexFormat.of()
                .parseHex(
                        RIFF + "5650384c" + "00000100" + "2f" + HexFormat.of().toHexDigits(Integer.reverseBytes(bits)));

        assertThat(ImageSize.of(head)).isEqualTo(new ImageSize(386, 395));
    }

    @Test
    void readsExtendedWebp() {
        // flags and three reserved bytes, then width - 1 (4095) and height - 1 (2159) in 24 bits each, lowest byte
        // first
        byte[] head = HexFormat.of().parseHex(RIFF + "56503858" + "0a000000" + "10000000" + "ff0f00" + "6f0800");

        assertThat(ImageSize.of(head)).isEqualTo(new ImageSize(4096, 2160));
    }

    @Test
    void findsTheFrameOfAJpegBehindItsMetadata() {
        byte[] plain = image("jpg", 20, 30);
        ByteArrayOutputStream withMetadata = new ByteArrayOutputStream();
        withMetadata.write(plain, 0, 2);
        byte[] metadata = new byte[65_535];
        metadata[0] = (byte) 0xFF;
        metadata[1] = (byte) 0xFF;
        // A preview inside: its frame header must not be taken for the image's own.
        byte[] preview = image("jpg", 5, 5);
        System.arraycopy(preview, 0, metadata, 8, preview.length);
        withMetadata.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xE1});
        withMetadata.writeBytes(metadata);
        withMetadata.write(plain, 2, plain.length - 2);

        assertThat(ImageSize.of(withMetadata.toByteArray())).isEqualTo(new ImageSize(20, 30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void saysNothingOfAnImageThatIsCutBeforeItsSize(String format) {
        byte[] whole = image(format, 64, 48);
        for (int length = 0; length < whole.length; length++) {
            ImageSize size = ImageSize.of(Arrays.copyOf(whole, length));
            if (size != null) {
                assertThat(size).isEqualTo(new ImageSize(64, 48));
            }
        }
        assertThat(ImageSize.of(Arrays.copyOf(whole, 8))).isNull();
    }

    @Test
    void doesNotBelieveAnImpossibleSize() {
        byte[] png = image("png", 64, 48);
        png[16] = 0x7F;
        assertThat(ImageSize.of(png)).isNull();
        Arrays.fill(png, 16, 20, (byte) 0);
        assertThat(ImageSize.of(png)).isNull();
    }

    @Test
    void survivesAnyBytes() {
        long seed = 20_261_122L;
        SplittableRandom random = new SplittableRandom(seed);
        String[] formats = {"png", "jpg", "gif"};
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = image(formats[round % 3], 9, 9);
            for (int change = random.nextInt(8); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            ImageSize size = ImageSize.of(bytes);
            assertThat(size == null || size.pixels() > 0)
                    .as("seed %d, round %d", seed, round)
                    .isTrue();
        }
    }

    @Test
    void readsDataUrls() {
        String base64 = Base64.getEncoder().encodeToString(image("png", 64, 48));

        assertThat(ImageSize.ofDataUrl("data:image/png;base64," + base64)).isEqualTo(new ImageSize(64, 48));
        assertThat(ImageSize.ofDataUrl("DATA:image/png;charset=x;BASE64," + base64))
                .isEqualTo(new ImageSize(64, 48));
        assertThat(ImageSize.ofDataUrl("data:image/png;base64," + base64.substring(0, 41)))
                .isEqualTo(new ImageSize(64, 48));
        assertThat(ImageSize.ofDataUrl("data:image/png," + base64)).isNull();
        assertThat(ImageSize.ofDataUrl("https://example.org/a.png;base64," + base64))
                .isNull();
        assertThat(ImageSize.ofDataUrl("data:image/png;base64,%%%%")).isNull();
        assertThat(ImageSize.ofDataUrl("data:image/png;base64,")).isNull();
        assertThat(ImageSize.ofDataUrl("")).isNull();
    }

    static byte[] image(String format, int width, int height) {
        byte[] shared = IMAGES.computeIfAbsent(format + width + "x" + height, key -> {
            try {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ImageIO.setUseCache(false);
                assertThat(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out))
                        .isTrue();
                return out.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return shared.clone();
    }
}
