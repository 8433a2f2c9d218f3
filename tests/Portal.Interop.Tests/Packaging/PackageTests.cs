using System.IO.Compression;
using System.Xml.Linq;
using Portal.Testing;

namespace Portal.Interop.Tests.Packaging;

/// <summary>What <c>dotnet pack src/Portal.Ipmi</c> makes.</summary>
public sealed class PackageTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pack_OfTheLibrary_HoldsItsDocumentationAndNothingElse()
    {
        var folder = Directory.CreateTempSubdirectory("portal-ipmi-package-");
        try
        {
            // Built before the tests, in their configuration.
            var project = Path.Combine(Repository.Root, "src", "Portal.Ipmi");
            var run = await ExternalProgram.RunAsync(
                "dotnet", "dotnet-sdk-10.0", ["pack", project, "--no-build", "-c", "Debug", "-o", folder.FullName, "--nologo", "-nodeReuse:false"], s_timeout, Ct);
            Assert.DoesNotContain("warning", run.Succeeded().Output);

            using var package = ZipFile.OpenRead(Assert.Single(folder.GetFiles("Portal.Ipmi.*.nupkg")).FullName);
            var names = package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml").Order(StringComparer.Ordinal);
            Assert.Equal(["Portal.Ipmi.nuspec", "README.md", "lib/net10.0/Portal.Ipmi.dll", "lib/net10.0/Portal.Ipmi.xml"], names);

            await using var nuspec = await package.GetEntry("Portal.Ipmi.nuspec")!.OpenAsync(Ct);
            var text = (await XDocument.LoadAsync(nuspec, LoadOptions.None, Ct)).Root!;
            var metadata = text.Elements().Single();
            string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
            Assert.Equal(("Portal.Ipmi", "README.md"), (Value("id"), Value("readme")));
            Assert.NotEmpty(Value("description"));
            Assert.NotEmpty(Value("tags"));
            Assert.Equal(
                ["Microsoft.Extensions.Logging.Abstractions"],
                metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value));
            Assert.Single(folder.GetFiles("*.snupkg"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
