using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Access;
using Portal.Fleet.Snippets;

namespace Portal.Fleet.Data.Configurations;

internal sealed class SnippetConfiguration : IEntityTypeConfiguration<Snippet>
{
    public void Configure(EntityTypeBuilder<Snippet> builder)
    {
        builder.ToTable("Snippets");
        builder.HasKey(snippet => snippet.Id);
        builder.Property(snippet => snippet.Name).HasMaxLength(SnippetShelf.LongestName);
        builder.Property(snippet => snippet.Text).HasMaxLength(SnippetShelf.LongestText);
        builder.Property(snippet => snippet.ChangedBy).HasMaxLength(256);

        // A person's own go with the person; shared ones belong to nobody and stay.
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(snippet => snippet.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(snippet => snippet.OwnerId);
        builder.HasIndex(snippet => snippet.TenantId);
    }
}
