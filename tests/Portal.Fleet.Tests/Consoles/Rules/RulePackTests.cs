using System.Text;
using Portal.Fleet.Consoles.Rules;
using Portal.Fleet.Consoles.Text;

namespace Portal.Fleet.Tests.Consoles.Rules;

public sealed class RulePackTests
{
    private static readonly RuleSet s_rules = new(RulePack.All, []);

    [Fact]
    public void Corpus_EachLine_RaisesWhatItsRowSays()
    {
        var wrong = new List<string>();
        foreach (var (line, wanted) in LineCorpus.All)
        {
            var raised = Judge(Encoding.UTF8.GetBytes(line + "\r\n")).Select(found => found.Rule).Order().ToArray();
            if (!raised.SequenceEqual(wanted.Order()))
                wrong.Add($"wanted {string.Join(' ', wanted)}, raised {string.Join(' ', raised)}: {line}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.All(RulePack.All, rule => Assert.Contains(LineCorpus.All, row => row.Rules.Contains(rule.Id)));
    }

    [Fact]
    public void Rules_All_AreFoundByTheirWords()
    {
        // A rule of which no word is known would make every line be asked of every rule.
        Assert.All(RulePack.All, rule => Assert.NotNull(LinePattern.TryParseRegex(rule.Pattern, out _)!.Literals));
        Assert.All(LineCorpus.All.Where(row => row.Rules.Length > 0), row => Assert.All(row.Rules, id =>
            Assert.Contains(LinePattern.TryParseRegex(RulePack.All.Single(rule => rule.Id == id).Pattern, out _)!.Literals!, word => row.Line.Contains(word, StringComparison.OrdinalIgnoreCase))));
    }

    [Fact]
    public void Corpus_HoweverItIsCutAndColoured_RaisesTheSame()
    {
        var random = new Random(42);
        var output = Encoding.UTF8.GetBytes(string.Concat(LineCorpus.All.Select(row => $"\e[0m{row.Line[..(row.Line.Length / 2)]}\e[1;31m{row.Line[(row.Line.Length / 2)..]}\e[0m\r\n")));
        var whole = Judge(output);
        Assert.Equal(LineCorpus.All.Sum(row => row.Rules.Length), whole.Count);
        for (var round = 0; round < 50; round++)
        {
            var text = new LineCollector();
            var found = new List<(string Rule, long Offset)>();
            for (var at = 0; at < output.Length;)
            {
                var count = Math.Min(output.Length - at, 1 + (random.Next(4) == 0 ? random.Next(2000) : random.Next(7)));
                text.Add(output.AsSpan(at, count), at);
                at += count;
                if (random.Next(3) == 0)
                {
                    s_rules.Judge(text, (rule, line) => found.Add((rule.Id, line.Offset)));
                    text.Clear();
                }
            }

            s_rules.Judge(text, (rule, line) => found.Add((rule.Id, line.Offset)));
            Assert.Equal(whole, found);
        }
    }

    private static List<(string Rule, long Offset)> Judge(byte[] output)
    {
        var text = new LineCollector();
        text.Add(output, 0);
        var found = new List<(string, long)>();
        s_rules.Judge(text, (rule, line) => found.Add((rule.Id, line.Offset)));
        return found;
    }
}
