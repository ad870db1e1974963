import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.List;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates PDFs with veraPDF: Verify FLAVOUR[,FLAVOUR] FILE...  Exit 1 if any file fails, 2 if none was given. */
public class Verify {
    public static void main(String[] words) throws Exception {
        if (words.length < 2) {
            System.err.println("usage: Verify ua1,2a FILE...");
            System.exit(2);
        }
        VeraGreenfieldFoundryProvider.initialise();
        int failed = 0;
        int checked = 0;
        for (int at = 1; at < words.length; at++) {
            for (String name : words[0].split(",")) {
                PDFAFlavour flavour = PDFAFlavour.fromString(name);
                List<String> wrong = new ArrayList<>();
                try (FileInputStream in = new FileInputStream(words[at]);
                     PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour)) {
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
                    ValidationResult result = validator.validate(parser);
                    if (!result.isCompliant()) {
                        for (TestAssertion one : result.getTestAssertions()) {
                            if (one.getStatus() == TestAssertion.Status.FAILED) {
                                wrong.add(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber() + " " + one.getMessage()
                                    + " [" + one.getLocation().getContext() + "]");
                            }
                        }
                        if (wrong.isEmpty()) {
                            wrong.add("not compliant, without a reason");
                        }
                    }
                } catch (VeraPDFException error) {
                    wrong.add("cannot be validated: " + error.getMessage());
                }
                checked++;
                if (!wrong.isEmpty()) {
                    failed++;
                    System.out.println("FAIL " + name + " " + words[at]);
                    wrong.stream().distinct().limit(12).forEach(line -> System.out.println("     " + line));
                }
            }
        }
        System.out.println("veraPDF: " + checked + " checks of " + (words.length - 1) + " files, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }
}
