using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Fleet.Views;

namespace Portal.Fleet.Data.Configurations;

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("SavedViews");
        builder.HasKey(view => view.Id);
        builder.Property(view => view.Name).HasMaxLength(64);
        builder.Property(view => view.Query).HasMaxLength(ServerQuery.MaxLength);
        builder.Property(view => view.Sort).HasMaxLength(32);
        builder.Property(view => view.Grouping).HasMaxLength(32);
        builder.Property(view => view.Columns).HasMaxLength(256);
        builder.Property(view => view.ChangedBy).HasMaxLength(256);

        // A person's own go with the person; shared ones belong to nobody and stay.
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(view => view.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(view => view.OwnerId);
        builder.HasIndex(view => view.TenantId);
    }
}
